using System.Globalization;
using System.Threading.RateLimiting;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Fido2Workflow.Api.Limits;

/// <summary>
/// So many requests a minute for each caller, on the machine's clock: however often one of them asks, the others are served.
/// A pause, an abort and a rollback are exempt where they are mapped.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services, LimitsSection section) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            PartitionOf(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = section.RequestsPerMinute, Window = Window }));
        limiter.OnRejected = async (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await RequestProblems.TooManyRequests.ExecuteAsync(rejected.HttpContext);
        };
    });

    private static string PartitionOf(HttpContext context) => context.User.FindFirst(Claims.ObjectId) is { Value: var person }
        ? $"{context.User.FindFirst(Claims.Tenant)?.Value}/{person}"
        : $"{context.Connection.RemoteIpAddress}";
}
