using System.Text.Json.Nodes;
using Fido2Workflow.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fido2Workflow.Api.Tests;

public sealed class OpenApiTests : IClassFixture<FreshApi>
{
    private readonly RunningApi _api;

    public OpenApiTests(FreshApi fixture) => _api = fixture.Api;

    [Fact]
    public async Task Every_endpoint_stands_in_the_description_and_nothing_else()
    {
        var described = (await DescribedAsync()).Select(operation => operation.Name);
        Assert.Equal(Endpoints().Select(endpoint => endpoint.Name).Order(), described.Order());
    }

    [Fact]
    public async Task Every_POST_takes_an_idempotency_key_or_a_signature()
    {
        foreach (var (name, operation) in (await DescribedAsync()).Where(operation => operation.Name.StartsWith("POST", StringComparison.Ordinal)))
        {
            var required = operation["parameters"]!.AsArray().Where(parameter => (string)parameter!["in"]! == "header" && (bool)parameter["required"]!).Select(parameter => (string)parameter!["name"]!);
            Assert.True(required.Contains("Idempotency-Key") != required.Contains("Fido2-Signature"), name);
        }
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_answers_that_are_problem_details()
    {
        foreach (var (name, operation) in await DescribedAsync())
        {
            Assert.True(operation["operationId"] is not null && operation["summary"] is not null, name);
            var refusals = operation["responses"]!.AsObject().Where(response => response.Key[0] is '4' or '5').ToList();
            Assert.NotEmpty(refusals);
            Assert.All(refusals, refusal => Assert.Equal(["application/problem+json"], refusal.Value!["content"]!.AsObject().Select(content => content.Key)));
        }
    }

    private IEnumerable<(string Name, RouteEndpoint Endpoint)> Endpoints() =>
        from endpoint in _api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        select ($"{method} {endpoint.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal).TrimEnd('/')}", endpoint);

    private async Task<IReadOnlyList<(string Name, JsonNode Operation)>> DescribedAsync() =>
    [
        .. from path in (await _api.With(null).GetAsync("/openapi/v1.json")).Ok()["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select ($"{operation.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}", operation.Value!),
    ];
}
