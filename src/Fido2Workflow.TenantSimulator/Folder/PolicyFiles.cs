namespace Fido2Workflow.TenantSimulator.Folder;

/// <summary>Reads a folder of policies as people publish them: one a file, in subfolders, often without an id.</summary>
internal static class PolicyFiles
{
    public static IEnumerable<FileNode> Read(string? folder)
    {
        if (folder is null) return [];
        if (!Directory.Exists(folder))
            throw new TenantFolderException(folder, "$", "no such folder", "a folder of conditional access policies");
        return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(name => WithId(TolerantJson.Read(Path.Combine(folder, name)), name));
    }

    private static FileNode WithId(FileNode policy, string name)
    {
        if (policy["id"].IsThere) return policy;
        var id = StableHash.Seeded(0).And(name).ToGuid().ToString();
        return policy with { Node = policy.AsObject().MergedWith(new() { ["id"] = id }) };
    }
}
