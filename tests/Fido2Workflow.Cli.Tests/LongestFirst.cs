using Fido2Workflow.Cli.Tests.Crashes;
using Fido2Workflow.Cli.Tests.Rehearsals;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Fido2Workflow.Cli.Tests.LongestFirst", "Fido2Workflow.Cli.Tests")]

namespace Fido2Workflow.Cli.Tests;

/// <summary>Begins with the classes that take longest, so that none is left to run by itself while a core stands idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Long =
    [
        typeof(KilledAfterEveryWriteTests), typeof(FirstFaultTests), typeof(FurtherFaultTests), typeof(KilledCommandTests),
        typeof(AbandonedAfterEveryWriteTests), typeof(RolloutTests),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection) =>
        Array.FindIndex(Long, test => collection.DisplayName.EndsWith($" {test.FullName}", StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Length;
}
