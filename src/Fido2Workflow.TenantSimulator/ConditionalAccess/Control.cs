namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>How far a control is from being met, nearest first: of alternatives the least counts, of a conjunction the most.</summary>
internal enum Standing
{
    Met,

    /// <summary>The person accepts, changes or confirms something; they can and, enforced, do.</summary>
    NeedsHand,

    /// <summary>Another credential has to be presented, by somebody who has it.</summary>
    NeedsCredential,

    /// <summary>Nothing the person could do would meet it.</summary>
    Refused,
}

/// <summary>One thing a policy's grant asks for. <c>Name</c> is how the sign-in log lists it.</summary>
internal abstract record Control(string Name)
{
    public abstract Standing Judge(Proof proof);

    public sealed record Block() : Control("Block")
    {
        public override Standing Judge(Proof proof) => Standing.Refused;
    }

    public sealed record Mfa() : Control("Mfa")
    {
        public override Standing Judge(Proof proof) => proof.Used.IsMultifactor() ? Standing.Met : Standing.NeedsCredential;
    }

    /// <summary>Compliant or hybrid joined device: a managed one is both. A legacy client says nothing of its device.</summary>
    public sealed record ManagedDevice(string Name) : Control(Name)
    {
        public override Standing Judge(Proof proof) => proof.By.CanPrompt && proof.By.Device.IsManaged ? Standing.Met : Standing.Refused;
    }

    /// <summary>An approved or protected app, which exists on phones only.</summary>
    public sealed record ManagedApp(string Name) : Control(Name)
    {
        public override Standing Judge(Proof proof) => proof.By.CanPrompt && proof.By.Device.IsPhone ? Standing.Met : Standing.Refused;
    }

    /// <summary>Terms of use, a password change, a custom factor: on a page, which a legacy client does not show.</summary>
    public sealed record ByHand(string Name) : Control(Name)
    {
        public override Standing Judge(Proof proof) => proof.By.CanPrompt ? Standing.NeedsHand : Standing.Refused;
    }

    /// <param name="Allowed">Combinations of which one has to be among what was presented.</param>
    /// <param name="KeyModels">The models that count as Fido2; null where the strength takes any.</param>
    public sealed record Strength(IReadOnlyList<Credentials> Allowed, IReadOnlySet<string>? KeyModels) : Control("RequireAuthenticationStrength")
    {
        public override Standing Judge(Proof proof) =>
            Allowed.Any(combination => IsPresented(combination, proof)) ? Standing.Met : Standing.NeedsCredential;

        private bool IsPresented(Credentials combination, Proof proof) =>
            (proof.Used & combination) == combination
            && (!combination.HasFlag(Credentials.Fido2) || KeyModels is null || KeyModels.Overlaps(proof.By.KeyModels));
    }
}

/// <summary>All a policy's grant asks for; nothing, where it only shapes the session.</summary>
internal sealed record Grant(bool All, IReadOnlyList<Control> Controls)
{
    public Standing Judge(Proof proof) =>
        Controls.Count == 0 ? Standing.Met
        : All ? Controls.Max(control => control.Judge(proof))
        : Controls.Min(control => control.Judge(proof));
}
