namespace Fido2Workflow.Functions.Tests;

/// <summary>Tests that live by the machine's clock run while no other does, which would take it from them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MachinesClock
{
    public const string Name = "the machine's clock";
}
