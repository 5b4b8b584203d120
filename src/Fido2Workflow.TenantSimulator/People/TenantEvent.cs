namespace Fido2Workflow.TenantSimulator.People;

/// <summary>Something that happens in the tenant by itself, at an instant.</summary>
internal abstract record TenantEvent
{
    private TenantEvent() { }

    /// <summary>A local midnight: the account's day is planned.</summary>
    public sealed record DayBegins(Account Account, DateOnly Date) : TenantEvent;

    public sealed record Mistypes(Account Account, App App) : TenantEvent;

    public sealed record SignsIn(Account Account, App App) : TenantEvent;

    /// <summary>The prompt of an interrupted sign-in is answered.</summary>
    public sealed record AnswersPrompt(Account Account, App App, Guid CorrelationId) : TenantEvent;

    public sealed record Refreshes(Account Account, App App) : TenantEvent;

    /// <summary>Sits down to register a key.</summary>
    public sealed record Enrolls(Account Account) : TenantEvent;

    /// <summary>Tries a key just registered.</summary>
    public sealed record TriesKey(Account Account, App App) : TenantEvent;

    /// <summary>Uses the pass just handed over.</summary>
    public sealed record UsesPass(Account Account) : TenantEvent;

    public sealed record IsEdited(LaterEdit Edit) : TenantEvent;
}
