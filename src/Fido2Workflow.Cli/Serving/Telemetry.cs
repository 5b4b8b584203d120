using Fido2Workflow.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fido2Workflow.Cli.Serving;

/// <summary>
/// Traces and metrics over OTLP, where the environment says where to: of requests by their route, and of activities by
/// their name and instance. Neither a query, a header nor a body is part of them.
/// </summary>
internal static class Telemetry
{
    /// <summary>Says where to, as OpenTelemetry names it. Without it nothing is sent.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds them where they were asked for.</summary>
    public static void AddIfAsked(IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[Endpoint])) return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("fido2"))
            .WithTracing(traces => traces.AddSource(EmbeddedHost.TelemetryName).AddAspNetCoreInstrumentation().AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(EmbeddedHost.TelemetryName).AddAspNetCoreInstrumentation().AddOtlpExporter());
    }
}
