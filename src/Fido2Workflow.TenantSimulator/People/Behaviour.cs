namespace Fido2Workflow.TenantSimulator.People;

/// <summary>How one account behaves: when it works, what it opens, whether it enrolls.</summary>
internal sealed record Behaviour
{
    public required AccountKind Kind { get; init; }

    public required WorkCalendar Calendar { get; init; }

    public required IReadOnlyList<App> Apps { get; init; }

    public required ClientApp Client { get; init; }

    public required Device Device { get; init; }

    /// <summary>How its client asks, in the log's word: <c>deviceCode</c>, <c>ropc</c>; null where it simply shows a sign-in page.</summary>
    public required string? Protocol { get; init; }

    /// <summary>Sign-ins on a working day; non-interactive ones for a service.</summary>
    public required int SignInsPerDay { get; init; }

    public required int SilentRefreshesPerDay { get; init; }

    public required int MistypesPerHundred { get; init; }

    public required Enrolls Enrolls { get; init; }

    public required KeyModel Key { get; init; }

    /// <summary>How many keys it registers.</summary>
    public required int Keys { get; init; }
}

internal enum AccountKind
{
    Person,
    Service,
}

internal enum ClientApp
{
    Browser,
    MobileAppsAndDesktopClients,
    OtherClients,
    ExchangeActiveSync,
}

internal sealed record App(string Id, string DisplayName);

internal sealed record KeyModel(string AaGuid, string Model);

/// <summary>What somebody does once asked to enroll.</summary>
internal abstract record Enrolls
{
    private Enrolls() { }

    public sealed record Never : Enrolls;

    /// <summary>Registers a number of working days after being asked, the spread drawn by hash.</summary>
    public sealed record After(int WorkingDays, int SpreadWorkingDays) : Enrolls;

    /// <summary>Registers in the next working hours once handed a temporary access pass.</summary>
    public sealed record OnlyWithPass : Enrolls;
}
