using Microsoft.AspNetCore.Builder;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>How the embedded host puts the API before its requests. The tests of another host have a front of their own, and are otherwise these.</summary>
internal static class Front
{
    public static void Put(WebApplication app) => app.UseRolloutApi();
}
