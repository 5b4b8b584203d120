using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Api.Tests.Passes;

public sealed class PassTests : IAsyncLifetime
{
    private const string Taps = "/api/rollouts/six-people/taps";
    private static readonly object ForFerran = new { person = SixPeople.FerransName, wave = 2, identityCheck = "badge seen at the desk" };

    private RunningApi _api = null!;

    private Client Bastien => _api.As(SixPeople.Bastien, Role.Operator);

    public async Task InitializeAsync()
    {
        _api = await RunningApi.StartFreshAsync();
        await _api.CreateRolloutAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_code_is_in_the_one_answer_and_nowhere_else()
    {
        var reply = await Bastien.PostAsync(Taps, ForFerran);
        var pass = reply.Ok();
        Assert.Equal("no-store", reply.CacheControl);
        var code = (string)pass["code"]!;
        Assert.NotEmpty(code);

        var issued = (await _api.DecisionsAsync()).OfType<PassIssued>().Single();
        Assert.Equal((SixPeople.Ferran, SixPeople.Bastien, (string)pass["pass"]!), (issued.Person, issued.By, issued.Pass));
        Assert.Equal("badge seen at the desk", (await _api.DecisionsAsync()).OfType<IdentityChecked>().Single().How);
        Assert.DoesNotContain(code, _api.Log.Text, StringComparison.Ordinal);
        Assert.All(await _api.DecisionsAsync(), decision => Assert.DoesNotContain(code, $"{decision}", StringComparison.Ordinal));
        Assert.DoesNotContain(code, await _api.StateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_order_issues_no_second_pass_and_tells_no_code()
    {
        (await Bastien.PostAsync(Taps, ForFerran, "for-ferran")).Ok();
        await Refusal.AssertAsync(_api, 409, "pass-already-issued", () => Bastien.PostAsync(Taps, ForFerran, "for-ferran"));
        await Refusal.AssertAsync(_api, 409, "pass-already-issued", () => Bastien.PostAsync(Taps, new { person = SixPeople.Deniz, wave = 2 }, "for-ferran"));
    }

    [Fact]
    public async Task Ordered_many_times_at_once_it_is_issued_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Bastien.PostAsync(Taps, ForFerran, "for-ferran")));
        Assert.Equal([200, 409, 409, 409], replies.Select(reply => reply.Status).Order());
        Assert.Single((await _api.DecisionsAsync()).OfType<PassIssued>());
    }

    [Fact]
    public async Task Another_order_takes_the_place_of_the_pass_and_says_so()
    {
        var first = (await Bastien.PostAsync(Taps, ForFerran)).Ok();
        var second = (await Bastien.PostAsync(Taps, ForFerran)).Ok();
        Assert.Equal((string)first["pass"]!, (string)second["replaced"]!);
    }

    [Theory]
    [InlineData(SixPeople.FerransName, null, "identity-not-checked")]
    [InlineData(SixPeople.Bastien, "it is me", "own-pass")]
    [InlineData("bg-01@sixpeople.onmicrosoft.com", "badge seen", "pass-for-break-glass")]
    public Task Whoever_may_have_none_is_given_none(string person, string? identityCheck, string code) =>
        Refusal.AssertAsync(_api, 409, code, () => Bastien.PostAsync(Taps, new { person, wave = 2, identityCheck }));

    [Fact]
    public async Task Without_leave_to_write_none_is_issued()
    {
        await using var readOnly = await RunningApi.StartFreshAsync(new() { AllowWrites = false });
        await readOnly.CreateRolloutAsync();
        await Refusal.AssertAsync(readOnly, 403, "read-only", () => readOnly.As(SixPeople.Bastien, Role.Operator).PostAsync(Taps, ForFerran));
    }
}
