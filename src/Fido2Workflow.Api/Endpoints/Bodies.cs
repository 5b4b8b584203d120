namespace Fido2Workflow.Api.Endpoints;

/// <summary>A reason and nothing else.</summary>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record Reasoned(string? Reason = null);

/// <summary>Somebody is to leave a wave for a later one.</summary>
/// <param name="Person">Their object id or user principal name.</param>
/// <param name="Reason">Why, in the words of whoever defers them.</param>
/// <param name="Until">When the deferral ends; without it, as late as the plan lets it.</param>
public sealed record Deferral(string Person, string Reason, DateTimeOffset? Until = null);

/// <summary>Yes or no.</summary>
public enum YesOrNo
{
    /// <summary>The wave may be promoted on that evidence.</summary>
    Yes,

    /// <summary>It may not.</summary>
    No,
}

/// <summary>An approver's answer.</summary>
/// <param name="EvidenceDigest">The digest of the evidence that the approver looked at.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record ApprovalAnswer(YesOrNo Answer, string EvidenceDigest, string? Reason = null);

/// <summary>An approver's answer as an integration sends it, signed.</summary>
/// <param name="Delivery">Names this answer among all that the integration ever sends. It is in what is signed, so a delivery cannot be sent again as another.</param>
/// <param name="Approver">The object id of the approver who answered.</param>
/// <param name="EvidenceDigest">The digest of the evidence that the approver looked at.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record WebhookAnswer(string Delivery, string Approver, YesOrNo Answer, string EvidenceDigest, string? Reason = null);

/// <summary>Somebody signed in with a break-glass account.</summary>
/// <param name="Account">The break-glass account, by its object id or user principal name.</param>
/// <param name="Wave">The wave the drill is for; 0 for the prerequisites.</param>
/// <param name="SignedInAt">When. The sign-in log is searched some time before and after it.</param>
/// <param name="BothPortalsReached">Whether the Microsoft Entra and the Microsoft 365 admin portals were both reached.</param>
/// <param name="AlertReceived">Whether somebody received the alert that the sign-in raises.</param>
/// <param name="Until">When the drill ends to count; without it, as late as the plan lets it.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record Drill(string Account, int Wave, DateTimeOffset SignedInAt, bool BothPortalsReached, bool AlertReceived, DateTimeOffset? Until = null, string? Reason = null);

/// <summary>Somebody asks for a Temporary Access Pass for another.</summary>
/// <param name="Person">Who gets it, by object id or user principal name.</param>
/// <param name="Wave">The wave they are in; 0 for the test user of the plan, on whom passes are tried.</param>
/// <param name="IdentityCheck">How the caller made sure who they are; without it, a check that was recorded within the last hour counts.</param>
public sealed record PassAsked(string Person, int Wave, string? IdentityCheck = null);

/// <summary>What has become of the pass that the test user was given.</summary>
/// <param name="Person">The object id of the test user.</param>
/// <param name="Pass">The pass's id.</param>
/// <param name="Result"><c>consumed</c>, <c>unused</c>, <c>notYet</c> or <c>unclear</c>.</param>
/// <param name="Sentence">What that means, and what to do.</param>
public sealed record PassTestSeen(string Person, string Pass, string Result, string Sentence);

/// <summary>A pass was issued. This is the one answer that holds its code.</summary>
/// <param name="Person">The user principal name of whoever gets it.</param>
/// <param name="Pass">The pass's id, which is no secret.</param>
/// <param name="Code">To be told to that person by phone or Teams, and kept nowhere.</param>
/// <param name="Until">When it ends, UTC.</param>
/// <param name="Replaced">The id of the pass whose place it took; null where there was none.</param>
public sealed record PassHandedOut(string Person, string Pass, string Code, DateTimeOffset Until, string? Replaced)
{
    /// <summary>Its text never shows the code.</summary>
    public override string ToString() => $"Temporary Access Pass {Pass} of {Person}";
}

/// <summary>A rollout is to be swept.</summary>
/// <param name="Rollout">The rollout, by its plan's name.</param>
public sealed record Sweep(string Rollout);

/// <summary>One person is let into an enforced wave.</summary>
/// <param name="Person">Their object id or user principal name.</param>
/// <param name="Reason">Why, in the words of whoever lets them in.</param>
public sealed record AdmissionAsked(string Person, string? Reason = null);

/// <summary>One person is released from an enforced wave.</summary>
/// <param name="Person">Their object id or user principal name.</param>
/// <param name="Reason">Why, in the words of whoever releases them.</param>
/// <param name="IdentityCheck">How the caller made sure who they are; without it, a check that was recorded within the last hour counts.</param>
/// <param name="Hours">For how long; without it, for as long as the plan lets it last.</param>
public sealed record ReleaseAsked(string Person, string Reason, string? IdentityCheck = null, double? Hours = null);

/// <summary>One person's release ends early.</summary>
/// <param name="Person">Their object id or user principal name.</param>
/// <param name="Reason">Why, in the words of whoever ends it.</param>
public sealed record ReleaseEndAsked(string Person, string? Reason = null);
