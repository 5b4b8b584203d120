using System.Text.Json;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;

namespace Fido2Workflow.Entra.Requests;

/// <summary>From a reply to the answer of a port.</summary>
internal static class Answers
{
    public static Answer<ReadOnlyMemory<byte>> OfRead(GraphReply reply, string request, DateTimeOffset at, DateTimeOffset now) =>
        reply is GraphReply.Answered { IsSuccess: true } answered
            ? new Answer<ReadOnlyMemory<byte>>.Given(answered.Body, at, request)
            : new Answer<ReadOnlyMemory<byte>>.Failed(Failures.OfRead(reply, request, now));

    public static Answer<ReadOnlyMemory<byte>> OfWrite(
        GraphReply reply, string request, DateTimeOffset now, Func<TenantFailure, bool> isSoAlready)
    {
        if (reply is GraphReply.Answered { IsSuccess: true } answered)
            return new Answer<ReadOnlyMemory<byte>>.Given(answered.Body, now, request);
        var failure = Failures.OfWrite(reply, request, now);
        return isSoAlready(failure)
            ? new Answer<ReadOnlyMemory<byte>>.Given(default, now, request)
            : new Answer<ReadOnlyMemory<byte>>.Failed(failure);
    }

    /// <summary>
    /// The body as what it should be; unreadable, with the property that is not, where it is something else. What
    /// <paramref name="read"/> keeps of the JSON it must clone.
    /// </summary>
    public static Answer<T> Understand<T>(this Answer<ReadOnlyMemory<byte>> answer, Func<JsonElement, T> read)
    {
        try
        {
            return answer.Select(body =>
            {
                using var document = JsonDocument.Parse(body);
                return read(document.RootElement);
            });
        }
        catch (JsonException notJson)
        {
            return Unreadable($"not JSON: {notJson.Message}");
        }
        catch (UnexpectedShapeException unexpected)
        {
            return Unreadable(unexpected.Message);
        }

        Answer<T> Unreadable(string message) => new Answer<T>.Failed(
            new TenantFailure.Unreadable(message) { Request = ((Answer<ReadOnlyMemory<byte>>.Given)answer).From });
    }

    /// <summary>What follows from this answer, no fresher than it; a failure ends here.</summary>
    public static async Task<Answer<TOther>> ThenAsync<T, TOther>(this Answer<T> answer, Func<T, Task<Answer<TOther>>> next)
    {
        if (answer is not Answer<T>.Given given)
            return new Answer<TOther>.Failed(((Answer<T>.Failed)answer).Failure);
        var following = await next(given.Value);
        return following is Answer<TOther>.Given after ? after with { At = given.At } : following;
    }
}
