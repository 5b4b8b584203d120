namespace Fido2Workflow.Core.Tenants;

/// <summary>
/// Makes a lost key worthless, under an identity of its own. No workflow, activity or sweep holds one: a key goes by the word
/// of a person who checked whose it was, and by nothing else.
/// </summary>
public interface IKeyRevoker
{
    /// <summary>Deletes a FIDO2 key of a user. One that is gone already is no failure. Never retried.</summary>
    Task<Answer<Done>> DeleteKeyAsync(string userId, string keyId);

    /// <summary>Ends the sessions that a user has: whoever holds one signs in anew. Never retried; done twice it changes nothing more.</summary>
    Task<Answer<Done>> RevokeSessionsAsync(string userId);

    /// <summary>Whose token the revoker uses.</summary>
    Task<Answer<TokenIdentity>> ReadIdentityAsync();
}
