using System.Text.Json;
using System.Text.Json.Serialization;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Endpoints;
using Fido2Workflow.Api.Limits;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Auditing;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Fido2Workflow.Api;

/// <summary>The HTTP API, alike in both hosts.</summary>
public static class RolloutApi
{
    /// <summary>Adds what the API needs.</summary>
    /// <param name="configuration">Holds the sections <see cref="EntraSection"/> and <see cref="LimitsSection"/>, or not.</param>
    public static IServiceCollection AddRolloutApi(this IServiceCollection services, ApiPorts ports, IConfiguration configuration)
    {
        services.AddSingleton(ports.Decisions).AddSingleton(ports.Documents).AddSingleton(ports.Statuses).AddSingleton(ports.Workflows).AddSingleton(ports.Clock)
            .AddSingleton(ports.ApiKeys).AddSingleton(ports.WebhookSecrets).AddSingleton(new WireClock(ports.Wire)).AddSingleton(new Tenants(ports.Tenants));
        services.AddSingleton<RolloutRegister>().AddSingleton<DecisionDesk>().AddSingleton<Rollouts>().AddSingleton<Intake>().AddSingleton<PassCounter>().AddSingleton<PassTester>().AddSingleton<EvidenceReader>().AddSingleton<PersonCounter>();
        services.AddRouting().Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true).ConfigureHttpJsonOptions(options => BeStrict(options.SerializerOptions));
        SignIn.Add(services, configuration.GetSection(EntraSection.Name).Get<EntraSection>() ?? new());
        RateLimits.Add(services, configuration.GetSection(LimitsSection.Name).Get<LimitsSection>() ?? new());
        OpenApiDocument.Add(services);
        return services;
    }

    /// <summary>Adds the API to a host's requests: its endpoints under <c>/api</c>, their description, and problem details for whatever goes wrong.</summary>
    public static void UseRolloutApi(this IApplicationBuilder app)
    {
        ProblemWriter.Use(app);
        app.UseRouting();
        app.UseAuthentication();
        // Who asks must be known before their requests are counted.
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseEndpoints(Map);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        var api = routes.MapGroup("/api").RequireAuthorization(May.Read).WithMetadata(BodyLimit.OfADecision).AddEndpointFilter(StandStillAsync)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapRollouts();
        api.MapWaves();
        api.MapApprovals();
        api.MapAttestations();
        api.MapDrills();
        api.MapPasses();
        api.MapPeople();
        api.MapWebhooks();
        api.MapEvidence();
        api.MapSweeps();
    }

    // A clock that jumps must not overtake a request that is being served.
    private static async ValueTask<object?> StandStillAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var work = context.HttpContext.RequestServices.GetRequiredService<RolloutClock>().BeginWork();
        return await next(context);
    }

    // A misspelt name must not pass for one that was left out.
    private static void BeStrict(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.AllowOutOfOrderMetadataProperties = true;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.DefaultIgnoreCondition = WorkflowJson.Options.DefaultIgnoreCondition;
        options.Converters.Add(new ShortText());
        foreach (var converter in WorkflowJson.Options.Converters) options.Converters.Add(converter);
    }
}
