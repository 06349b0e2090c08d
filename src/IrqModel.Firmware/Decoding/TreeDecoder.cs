namespace IrqModel.Firmware;

/// <summary>
/// Reads the files of an archive or a folder: what belongs to <c>/sys</c> as a whole, every other file by its content. Of a whole root
/// file system, such as a sosreport, only the files that can say something about interrupts are read.
/// </summary>
internal static class TreeDecoder
{
    private static readonly string[] SystemFolders =
        ["etc", "usr", "lib", "lib64", "boot", "dev", "opt", "run", "sos_logs", "sos_reports", "sos_strings", "installed-rpms",
            "environment"];

    private static readonly string[] SysFolders =
    [
        "bus/pci/devices/", "devices/", "firmware/acpi/tables/", "kernel/iommu_groups/", "kernel/debug/irq/", "kernel/debug/iommu/", "class/iommu/",
    ];

    private static readonly string[] ProcFiles = ["interrupts", "cmdline", "version", "cpuinfo"];
    private static readonly string[] SosFolders =
        ["pci/", "kernel/dmesg", "kernel/uname", "kernel/lsmod", "processor/lscpu", "hardware/", "boot/"];
    private static readonly string[] LogFiles = ["dmesg", "kern.log"];

    /// <summary>Whether the content of a file may matter, by its path.</summary>
    public static bool IsWanted(string path)
    {
        // The root of a file system is the archive's own, or in the folder that a sosreport is in.
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < Math.Min(2, parts.Length - 1); i++)
        {
            string rest = string.Join('/', parts[(i + 1)..]);
            switch (parts[i])
            {
                case "sys":
                    return SysfsReader.IsAttribute(rest) && StartsWithAny(rest, SysFolders);
                case "proc":
                    return ProcFiles.Contains(rest);
                case "sos_commands":
                    return StartsWithAny(rest, SosFolders);
                case "var":
                    return rest.StartsWith("log/", StringComparison.Ordinal) && LogFiles.Contains(rest["log/".Length..]);
                default:
                    if (SystemFolders.Contains(parts[i]))
                        return false;
                    break;
            }
        }
        return true;
    }

    /// <summary>Reads a tree.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="name">The name of the input; that of a file is added to it.</param>
    /// <param name="evidence">Takes what is found.</param>
    /// <exception cref="FirmwareFormatException">There is no file.</exception>
    public static void Read(FileTree tree, string name, EvidenceBuilder evidence)
    {
        if (tree.Count == 0)
            throw FirmwareFormatException.InFile(name, "no file", "files of /sys, listings, logs or tables");
        var sysfs = new SysfsReader(tree, name, evidence);
        sysfs.Read();
        int unread = 0;
        string? firstUnread = null;
        foreach (string path in tree.Paths)
        {
            if (sysfs.Takes(path) || tree.Find(path) is not { } entry)
                continue;
            if (entry.Kind == TreeEntryKind.Denied)
            {
                evidence.Add(new EvidenceProblem(
                    $"{name}:{path}", EvidenceSeverity.Warning, "permission denied: the user may not read this; run as root"));
            }
            else if (entry.Kind == TreeEntryKind.Unread && IsWanted(path) && unread++ == 0)
            {
                firstUnread = path;
            }
            else if (entry.Kind == TreeEntryKind.File && !entry.Content.IsEmpty && !IsLink(tree, path))
            {
                InputDecoder.ReadNested(new InputSource($"{name}:{path}", entry.Content), evidence);
            }
        }
        if (unread > 0)
        {
            evidence.Add(new EvidenceProblem(
                name,
                EvidenceSeverity.Warning,
                $"{unread} files are too large and were not read, the first is {firstUnread}; give those that matter one by one"));
        }
    }

    private static bool IsLink(FileTree tree, string path) => tree.LinkName(path) is not null;

    private static bool StartsWithAny(string text, string[] starts)
    {
        foreach (string start in starts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
