using Fido2Workflow.Api.Users;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Plans;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Plans;

/// <summary>
/// A plan that came over HTTP: by itself, or as the part <c>plan</c> of a form whose further parts are the CSV files that it
/// names, each under its name. No file of this machine is ever read for it.
/// </summary>
public static class SentPlan
{
    /// <summary>The plan by itself, as people write it.</summary>
    public const string Yaml = "application/yaml";

    /// <summary>The plan by itself, as programs write it: the same names, and every JSON is YAML.</summary>
    public const string Json = "application/json";

    /// <summary>The plan with the files that it names.</summary>
    public const string Form = "multipart/form-data";

    private const string Name = "plan";

    /// <summary>Reads the plan of a request.</summary>
    /// <exception cref="BadInputException">It cannot be used, or names a file that was not sent with it.</exception>
    public static async Task<Plan> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            using var reader = new StreamReader(request.Body);
            return PlanFile.Parse(Name, await reader.ReadToEndAsync(), NotSent);
        }
        var parts = await ReadPartsAsync(request);
        return PlanFile.Parse(Name, parts.GetValueOrDefault(Name, ""), csv => parts.TryGetValue(csv, out var text) ? UserListFile.Parse(csv, text) : NotSent(csv));
    }

    private static async Task<Dictionary<string, string>> ReadPartsAsync(HttpRequest request)
    {
        try
        {
            var form = await request.ReadFormAsync();
            var parts = form.ToDictionary(part => part.Key, part => part.Value.ToString());
            foreach (var file in form.Files)
            {
                using var reader = new StreamReader(file.OpenReadStream());
                parts[file.Name] = await reader.ReadToEndAsync();
            }
            return parts;
        }
        catch (InvalidDataException mistake)
        {
            throw new BadInputException($"The form cannot be read: {mistake.Message}");
        }
    }

    private static IReadOnlyList<string> NotSent(string csv) =>
        throw new BadInputException($"{csv}: the plan names this file, and it was not sent; expected a form with the part {Name} and a part named {csv}.");
}
