namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary>A mistake in a file ends a rehearsal before it begins: exit 2, where it stands, what was found, what was expected.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("script.yaml", "on: drill-missing, after", "on: drill-missing, afterwards", "script.yaml:7:26: reactions[1].afterwards: this name is not known here; expected one of after, by, do, on, people, reason, wave.")]
    [InlineData("script.yaml", "after: 90m", "after: soon", "script.yaml:4:33: reactions[0].after: \"soon\" was found; expected a span of time such as 90m, 12h or 3d.")]
    [InlineData("script.yaml", "do: attest-drill", "do: attest-dril", "script.yaml:7:41: reactions[1].do: \"attest-dril\" was found; expected one of start, approve, reject,")]
    [InlineData("script.yaml", "by: meera.bhatnagar@contoso.com }", "by: mera.bhatnagar@contoso.com }", "script.yaml:7:59: reactions[1].by: \"mera.bhatnagar@contoso.com\" was found; expected the user principal name of an account of the tenant.")]
    [InlineData("script.yaml", "people: [efua.boateng@contoso.com,", "people: [efua.boatang@contoso.com,", "script.yaml:20:101: reactions[8].people[0]: \"efua.boatang@contoso.com\" was found; expected the user principal name of an account of the tenant.")]
    [InlineData("plan.yaml", "exclusions:", "exclusion:", "plan.yaml:5:1: exclusion: this name is not known here; expected one of approvers,")]
    [InlineData("plan.yaml", "until: 16:00", "until: late", "plan.yaml:51:10: window.until: \"late\" was found; expected")]
    [InlineData("plan.yaml", "tenant: c0170500-13f7-49ec-a422-f1665c722fae", "tenant: c0170500-13f7-49ec-a422-f1665c722faf", "plan.yaml:3:9: tenant: \"c0170500-13f7-49ec-a422-f1665c722faf\" was found; expected c0170500-13f7-49ec-a422-f1665c722fae, the tenant of the folder.")]
    public async Task It_is_answered_with_file_line_column_and_what_was_expected(string file, string text, string mistake, string answer)
    {
        using var folder = Contoso.CopyWith(file, text, mistake);
        var refused = await Fido2.RunAsync("rehearse", folder.Path);
        Assert.Equal((ExitCodes.BadInput, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(answer, refused.Error, StringComparison.Ordinal);
    }
}
