using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Hosting.Tenants;
using Microsoft.DurableTask;

namespace Fido2Workflow.Functions.Durable;

/// <summary>One attempt at an activity.</summary>
internal sealed class CatalogueActivity(ActivityRegistration activity, PacedClock clock) : ITaskActivity
{
    public Type InputType => typeof(JsonElement);

    public Type OutputType => typeof(JsonElement);

    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        try
        {
            return await activity.RunAsync(new(context.InstanceId, clock.GetUtcNow()), (JsonElement)input!);
        }
        catch (Exception failed) when (failed.Message.Length > FailureDetails.MaxMessageLength)
        {
            // Durable Task hangs an instance whose failure's text is too long.
            throw new InvalidOperationException($"{failed.GetType().Name}: {Failures.Cut(failed.Message)}");
        }
    }
}
