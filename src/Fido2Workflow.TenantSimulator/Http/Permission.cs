namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>Which application permissions let a request through: one of each list.</summary>
internal sealed record Permission
{
    private readonly string[][] _needed;

    private Permission(string[][] needed) => _needed = needed;

    /// <summary>No application may: it is what a person does.</summary>
    public static Permission OnlyAPerson { get; } = new([[]]);

    public static Permission AnyOf(params string[] permissions) => new([permissions]);

    public Permission And(params string[] permissions) => new([.. _needed, permissions]);

    public bool IsGranted(SimulatedToken token) => token.IsPerson || _needed.All(any => any.Any(token.Roles.Contains));
}
