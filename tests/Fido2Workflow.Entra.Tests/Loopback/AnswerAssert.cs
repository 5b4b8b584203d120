using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Tests.Loopback;

internal static class AnswerAssert
{
    public static T Value<T>(this Answer<T> answer) => answer switch
    {
        Answer<T>.Given given => given.Value,
        Answer<T>.Failed failed => throw new Xunit.Sdk.XunitException(failed.Failure.Sentence),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    public static TFailure FailedAs<TFailure, T>(this Answer<T> answer) where TFailure : TenantFailure =>
        Assert.IsType<TFailure>(Assert.IsType<Answer<T>.Failed>(answer).Failure);

    public static TenantFailure Failure<T>(this Answer<T> answer) => Assert.IsType<Answer<T>.Failed>(answer).Failure;
}
