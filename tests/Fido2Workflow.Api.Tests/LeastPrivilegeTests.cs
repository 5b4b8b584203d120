using System.Reflection;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Api.Tests;

public sealed class LeastPrivilegeTests
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Nothing_of_the_API_can_hold_a_writer() => Assert.Empty(Holders(typeof(ITenantWriter)));

    [Fact]
    public void Only_the_counter_where_passes_are_handed_out_asks_for_one() =>
        Assert.Equal(["PassCounter", "ServedTenant"], Holders(typeof(IPassIssuer)));

    // What the compiler makes of a method that waits is part of the type that it is nested in.
    private static IEnumerable<string> Holders(Type port) => typeof(RolloutApi).Assembly.GetTypes()
        .Where(type => type.GetFields(Everything).Select(field => field.FieldType)
            .Concat(type.GetMethods(Everything).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType))
            .Any(held => held.IsAssignableTo(port)))
        .Select(type => (type.DeclaringType ?? type).Name).Distinct().Order(StringComparer.Ordinal);
}
