using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Checks;

/// <summary>Checks the enrollment of the people of a list, wherever they stand in the rollout.</summary>
/// <param name="reader">Whom to ask.</param>
/// <param name="onRead">Called with the number of people whose keys have been read so far.</param>
public sealed class ListCheck(ITenantReader reader, Action<int>? onRead = null)
{
    /// <summary>Each name's verdict, in the order of the list.</summary>
    public async Task<IReadOnlyList<CheckedUser>> RunAsync(IReadOnlyList<string> userPrincipalNames, string authenticationStrength)
    {
        var accounts = await new AccountLookup(reader).FindAsync(userPrincipalNames);
        var ids = userPrincipalNames.Select(name => accounts[name]).OfType<Answer<User>.Given>().Select(given => given.Value.Id).Distinct().ToList();
        var enrollments = await new EnrollmentCheck(reader, onRead).RunAsync(ids, authenticationStrength);
        return [.. userPrincipalNames.Select(name => Judge(name, accounts[name], enrollments))];
    }

    private static CheckedUser Judge(string name, Answer<User> account, Answer<IReadOnlyDictionary<string, UserEnrollment>> enrollments) => (account, enrollments) switch
    {
        (Answer<User>.Failed { Failure: TenantFailure.NotFound }, _) => CheckedUser.Unread(name, "the tenant knows no account of this name: misspelt, renamed, or made a moment ago"),
        (Answer<User>.Failed(var failure), _) => CheckedUser.Unread(name, failure.Sentence),
        (_, Answer<IReadOnlyDictionary<string, UserEnrollment>>.Failed(var failure)) => CheckedUser.Unread(name, failure.Sentence),
        (Answer<User>.Given { Value: var user }, Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var judged }) => CheckedUser.Of(name, user, judged[user.Id]),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}
