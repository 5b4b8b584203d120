using System.Text.Json;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;
using Microsoft.Kiota.Abstractions;

namespace Fido2Workflow.Entra.Requests;

/// <summary>Reads of collections, to their last page.</summary>
internal static class Paging
{
    /// <summary>A whole collection, or the failure of the page that failed: part of a list would pass for all of it.</summary>
    public static async Task<Answer<IReadOnlyList<T>>> ReadAllAsync<T>(
        this GraphChannel channel, Func<RequestInformation> compose, Func<JsonElement, T> read)
    {
        var rows = new List<T>();
        Answer<Page<T>>.Given? first = null;
        for (var next = compose; ;)
        {
            switch (await channel.ReadAsync(next, body => Page<T>.Read(body, channel.Address, read)))
            {
                case Answer<Page<T>>.Failed failed:
                    return new Answer<IReadOnlyList<T>>.Failed(failed.Failure);
                case Answer<Page<T>>.Given page:
                    first ??= page;
                    rows.AddRange(page.Value.Rows);
                    if (page.Value.NextLink is not { } link)
                        return new Answer<IReadOnlyList<T>>.Given(rows, first.At, first.From);
                    next = () => new RequestInformation { HttpMethod = Method.GET, URI = link };
                    break;
            }
        }
    }

    private sealed record Page<T>(IReadOnlyList<T> Rows, Uri? NextLink)
    {
        public static Page<T> Read(JsonElement body, Uri home, Func<JsonElement, T> read) =>
            new(body.Rows("value", read), NextLinkOf(body, home));

        // The link is followed with our token, so it must lead to where the token was meant for.
        private static Uri? NextLinkOf(JsonElement body, Uri home) => body.OptionalString("@odata.nextLink") switch
        {
            null => null,
            var text when Uri.TryCreate(text, UriKind.Absolute, out var link) && link.GetLeftPart(UriPartial.Authority) == home.GetLeftPart(UriPartial.Authority) => link,
            _ => throw new UnexpectedShapeException("@odata.nextLink", "a link to somewhere else", $"a link to {home.Host}"),
        };
    }
}
