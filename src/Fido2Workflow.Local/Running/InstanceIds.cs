namespace Fido2Workflow.Local.Running;

/// <summary>What an instance id may look like: the rules of Durable Task, so that a rollout can move to it.</summary>
internal static class InstanceIds
{
    /// <exception cref="ArgumentException">The id breaks a rule.</exception>
    public static void Validate(string instanceId)
    {
        if (instanceId.Length is < 1 or > 100 || instanceId[0] == '@' || instanceId.AsSpan().ContainsAny("/\\#?"))
            throw new ArgumentException(
                $"'{instanceId}' cannot be the id of a workflow instance: 1 to 100 characters are expected, none of / \\ # ? among "
                + "them and no @ in front. Use object ids, not user principal names.", nameof(instanceId));
    }
}
