using Fido2Workflow.Core.SignIns;

namespace Fido2Workflow.Cli.Tests.Docs;

public class CleanLogsPageTests
{
    [Fact]
    public void The_page_lists_the_codes_of_the_table_class_by_class()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "clean-logs.md"));
        var listed = page.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length > 3 && cells[1].StartsWith('`') && char.IsDigit(cells[2].FirstOrDefault()))
            .Select(cells => $"{cells[1].Trim('`')}: {cells[2]}");
        Assert.Equal(SignInErrors.Table.Select(row => $"{row.Class}: {string.Join(", ", row.Codes)}"), listed);
    }
}
