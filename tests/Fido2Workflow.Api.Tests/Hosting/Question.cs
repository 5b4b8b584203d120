using Fido2Workflow.Api.Access;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>A question to approvers that stands open.</summary>
internal sealed record Question(string Id, string Digest)
{
    /// <summary>Another digest than any that is asked about.</summary>
    public const string OtherDigest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The one question that stands open.</summary>
    public static async Task<Question> OfAsync(RunningApi api)
    {
        var pending = Assert.Single((await api.As(SixPeople.Ferran, Role.Reader).GetAsync("/api/approvals?state=pending")).Ok().AsArray())!;
        return new((string)pending["id"]!, (string)pending["evidenceDigest"]!);
    }

    /// <summary>Where a signed-in approver answers it.</summary>
    public string Path => $"/api/approvals/{Id}/decision";

    /// <summary>Where an integration answers it.</summary>
    public string Webhook => $"/api/webhooks/approvals/{Id}";

    /// <summary>A yes to it.</summary>
    public object Yes => new { answer = "yes", evidenceDigest = Digest };
}
