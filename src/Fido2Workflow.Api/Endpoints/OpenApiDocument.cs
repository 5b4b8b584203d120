using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Webhooks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>The description of the API at <c>/openapi/v1.json</c>, made from the endpoints themselves.</summary>
internal static class OpenApiDocument
{
    private const string Version = "v1";
    private const string Bearer = "bearer";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Version, options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Fido2Workflow";
            document.Info.Description = "Operates rollouts of phishing-resistant sign-in. Errors are problem details (RFC 9457) with a stable code and the next step.";
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "A local API key, or an access token of Microsoft Entra." },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
        // A text that is read by a converter of its own is a text still.
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(string)) schema.Type = JsonSchemaType.String;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<TakesIdempotencyKey>().Any())
                AddHeader(operation, IdempotencyKey.Header, IdempotencyKey.Pattern, "The same when the same is sent again; unique for everything else that you send.");
            if (metadata.OfType<IsSigned>().Any())
            {
                AddHeader(operation, WebhookSignature.IntegrationHeader, "^[a-z0-9-]{1,40}$", "The name of the integration that calls.");
                AddHeader(operation, WebhookSignature.TimestampHeader, "^[0-9]+$", "The time of sending, in whole seconds since 1970-01-01 UTC.");
                AddHeader(operation, WebhookSignature.SignatureHeader, "^sha256=[0-9a-f]{64}$", "HMAC-SHA256 over the timestamp, a full stop and the body.");
                operation.Security = [];
            }
            return Task.CompletedTask;
        });
    });

    private static void AddHeader(OpenApiOperation operation, string name, string pattern, string description) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name, In = ParameterLocation.Header, Required = true, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
        });
}

/// <summary>Marks an endpoint whose caller is known by a signature.</summary>
internal sealed record IsSigned;
