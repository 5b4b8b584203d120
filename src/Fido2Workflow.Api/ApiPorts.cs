using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Webhooks;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Api;

/// <summary>What a host gives the API.</summary>
public sealed record ApiPorts
{
    /// <summary>What people decided.</summary>
    public required IDecisionStore Decisions { get; init; }

    /// <summary>Plans and evidence.</summary>
    public required IDocumentStore Documents { get; init; }

    /// <summary>What the workflows said of themselves.</summary>
    public required IStatusHistory Statuses { get; init; }

    /// <summary>Starts workflows, nudges them, asks how they stand.</summary>
    public required IWorkflowClient Workflows { get; init; }

    /// <summary>The rollout's clock.</summary>
    public required RolloutClock Clock { get; init; }

    /// <summary>The tenant of that id; null where the host does not serve it.</summary>
    public required Func<string, ServedTenant?> Tenants { get; init; }

    /// <summary>The local API keys.</summary>
    public required IApiKeys ApiKeys { get; init; }

    /// <summary>The integrations that may call back, with their secrets.</summary>
    public required IWebhookSecrets WebhookSecrets { get; init; }

    /// <summary>The wire's clock: it judges the age of a webhook.</summary>
    public TimeProvider Wire { get; init; } = TimeProvider.System;
}
