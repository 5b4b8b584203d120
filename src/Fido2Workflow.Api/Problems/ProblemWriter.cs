using System.Text.Json;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Durable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fido2Workflow.Api.Problems;

/// <summary>Whatever goes wrong is answered as problem details: what the framework refuses by a bare status, and what is thrown.</summary>
internal static class ProblemWriter
{
    public static void Use(IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // A body that cannot be read is the caller's mistake: nobody looks for it in the log.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException or BadInputException,
            ExceptionHandler = context => Of(context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error).ExecuteAsync(context),
        });
        app.UseStatusCodePages(context => RequestProblems.Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static Problem Of(Exception thrown) => thrown switch
    {
        BadHttpRequestException { InnerException: JsonException mistake } => RequestProblems.Of(mistake),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } mistake => RequestProblems.BadRequest($"{mistake.Message.TrimEnd('.')}."),
        BadHttpRequestException mistake => RequestProblems.Of(mistake.StatusCode),
        BadInputException mistake => RequestProblems.BadRequest(mistake.Sentences[0]) with { Mistakes = mistake.Sentences },
        UnreadableInstanceException unreadable => RequestProblems.Unreadable(unreadable),
        _ => RequestProblems.InternalError,
    };
}
