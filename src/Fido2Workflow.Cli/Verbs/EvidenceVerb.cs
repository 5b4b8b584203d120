using System.CommandLine;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Evidences;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Auditing;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 evidence</c>: what a rollout did and why, chained step by step, written or verified.</summary>
public static class EvidenceVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        options.Tenant.Required = false;
        var export = new Option<string?>("--export") { Description = "Writes the evidence to this file, for an auditor.", HelpName = "file" };
        var verify = new Option<string?>("--verify") { Description = "Verifies this file instead; with --state, --plan or --tenant also that it is the beginning of what the state folder says.", HelpName = "file" };
        var verb = new Command("evidence", "Tells what the rollout did and why, each step chained to the one before by digest. It asks no tenant and changes nothing. Exits 0; with --verify 1 when the file is not whole; 2 for bad input.") { export, verify };
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            return parsed.GetValue(verify) is { } file
                ? await VerifyAsync(RecordedFolder.FindNamed(parsed, options), file, talk, data)
                : await TellAsync(RecordedFolder.Find(parsed, options), parsed.GetValue(export), talk, data);
        });
        return verb;
    }

    private static async Task<int> TellAsync(RecordedFolder folder, string? export, TextWriter talk, TextWriter? data)
    {
        if (export is not null) WholeFile.Expect(export);
        var evidence = await folder.ReadAsync();
        foreach (var line in EvidenceText.Lines(evidence)) talk.WriteLine(line);
        data?.Write(evidence.ToText());
        if (export is null) return ExitCodes.Yes;
        WholeFile.Write(export, evidence.ToText());
        talk.WriteLine($"Written to {export}. Keep the head somewhere else too: by it anybody can tell whether steps were taken off the end.");
        return ExitCodes.Yes;
    }

    private static async Task<int> VerifyAsync(RecordedFolder? folder, string file, TextWriter talk, TextWriter? data)
    {
        if (!File.Exists(file)) throw new BadInputException($"--verify: there is no file {file}.");
        var text = await File.ReadAllTextAsync(file);
        var verdict = EvidenceVerification.Verify(text);
        if (verdict is EvidenceVerdict.Whole whole && folder is not null) verdict = EvidenceVerification.Verify(text, await folder.ReadAsync(whole.Rollout));
        var report = EvidenceReport.Of(verdict, folder?.Path);
        talk.WriteLine(EvidenceText.Line(report));
        if (data is not null) JsonOutput.Write(data, report);
        return report.IsWhole ? ExitCodes.Yes : ExitCodes.No;
    }
}
