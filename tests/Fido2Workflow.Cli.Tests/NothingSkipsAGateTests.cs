using System.Reflection;
using System.Runtime.CompilerServices;
using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.KeyLosses;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Releases;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Tests;

/// <summary>No flag, constant or build of the rules or of a host lets a wave past a gate.</summary>
public sealed class NothingSkipsAGateTests
{
    private const BindingFlags Everything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly Core = typeof(Gate).Assembly;
    private static readonly Assembly[] RulesAndHost = [Core, typeof(EmbeddedHost).Assembly];

    private static IEnumerable<Type> Written(Assembly assembly) =>
        assembly.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)));

    [Fact]
    public void Every_gate_there_is_is_asked_of_the_tenant_of_the_wave_or_of_the_moment_and_once()
    {
        var gates = Written(Core).Where(type => type.IsSubclassOf(typeof(Gate)) && !type.IsAbstract);
        var asked = AllGates.OfTheTenant.Concat<Gate>(AllGates.OfTheWave).Concat(AllGates.OfTheMoment).Select(gate => gate.GetType());
        Assert.Equal(gates.Select(type => type.Name).Order(), asked.Select(type => type.Name).Order());
        Assert.Subset(AllGates.OfTheWave.ToHashSet(), AllGates.OfTheScope.ToHashSet());
    }

    [Fact]
    public void A_gate_takes_no_option_and_keeps_nothing_it_could_be_told_by()
    {
        var gates = Written(Core).Where(type => type.IsSubclassOf(typeof(Gate))).ToList();
        Assert.All(gates, gate => Assert.Empty(gate.GetFields(Everything)));
        Assert.All(gates, gate => Assert.Empty(Assert.Single(gate.GetConstructors(Everything & ~BindingFlags.Static)).GetParameters()));
    }

    [Fact]
    public void Only_what_prepares_opens_syncs_promotes_rolls_back_and_rehearses_that_and_lets_one_person_in_or_out_can_hold_a_writer()
    {
        var holders = Written(Core).Where(type =>
            type.GetFields(Everything).Any(field => field.FieldType.IsAssignableTo(typeof(ITenantWriter)))
            || type.GetConstructors(Everything).SelectMany(constructor => constructor.GetParameters()).Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(ITenantWriter))));
        Assert.Equal(
            new[] { typeof(CarryOutAdmissions), typeof(KeepReleases), typeof(OpenWave), typeof(Preparer), typeof(Promote), typeof(RehearseRollback), typeof(RollBack), typeof(SyncRoster) }.Select(type => type.Name),
            holders.Select(type => type.Name).Order());
    }

    [Fact]
    public void Only_the_desk_of_lost_keys_can_hold_what_deletes_them() =>
        Assert.Equal([nameof(KeyLossDesk)], Written(Core).Where(type => type.GetConstructors(Everything).SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(IKeyRevoker)))).Select(type => type.Name));

    [Fact]
    public void What_reads_a_tenant_cannot_write_to_it() =>
        Assert.DoesNotContain([typeof(ITenantReader), typeof(EntraTenantReader)], reader => reader.IsAssignableTo(typeof(ITenantWriter)));

    [Fact]
    public void Nothing_in_the_rules_or_the_host_can_be_switched_for_everybody()
    {
        var fields = RulesAndHost.SelectMany(Written).SelectMany(type => type.GetFields(Everything))
            .Where(field => field is { IsStatic: true, IsInitOnly: false, IsLiteral: false });
        Assert.Empty(fields.Select(field => $"{field.DeclaringType}.{field.Name}"));
    }

    [Fact]
    public void Neither_plan_nor_host_has_a_switch()
    {
        // Who else a wave is for is the one truth a plan holds, and it makes a wave larger.
        string[] known = [$"{nameof(Roster)}.{nameof(Roster.EveryoneElse)}"];
        var switches = Written(Core).Where(type => type.Namespace == typeof(Plan).Namespace).Concat(Written(typeof(EmbeddedHost).Assembly).Where(type => type.IsPublic))
            .SelectMany(type => type.GetProperties(Everything & ~BindingFlags.NonPublic).Where(property => property.CanWrite && property.PropertyType == typeof(bool)))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");
        Assert.Equal(known, switches);
    }

    [Fact]
    public void Every_build_is_the_same_program()
    {
        var source = Path.Combine(Rehearsals.Contoso.Root, "src");
        var files = Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".props" && !Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar).Contains("obj"))
            .ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(@"(?m)^\s*#if\b|\[Conditional\(|<DefineConstants>", File.ReadAllText(file)));
    }
}
