namespace Fido2Workflow.Core.Tenants;

/// <summary>The same read of several things, each with an answer of its own.</summary>
internal static class ReadEach
{
    /// <summary>Reads each of these ids once.</summary>
    public static async Task<IReadOnlyDictionary<string, Answer<T>>> OfAsync<T>(IEnumerable<string> ids, Func<string, Task<Answer<T>>> read)
    {
        var answers = new Dictionary<string, Answer<T>>();
        foreach (var id in ids.Distinct()) answers[id] = await read(id);
        return answers;
    }

    /// <summary>Why the first of them that was not answered was not; null where all were.</summary>
    public static TenantFailure? FirstFailure<T>(this IReadOnlyDictionary<string, Answer<T>> answers) =>
        answers.Values.OfType<Answer<T>.Failed>().FirstOrDefault()?.Failure;

    /// <summary>What was answered, by id.</summary>
    public static IReadOnlyDictionary<string, T> Given<T>(this IReadOnlyDictionary<string, Answer<T>> answers) =>
        answers.Where(answer => answer.Value is Answer<T>.Given).ToDictionary(answer => answer.Key, answer => ((Answer<T>.Given)answer.Value).Value);
}
