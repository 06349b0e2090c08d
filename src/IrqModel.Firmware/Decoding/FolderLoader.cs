namespace IrqModel.Firmware;

/// <summary>
/// Reads a folder of a disk into a <see cref="FileTree"/>. In <c>/sys</c> of the machine itself only files are read that matter: others
/// are many, and some do something when they are read.
/// </summary>
internal static class FolderLoader
{
    private static readonly string[] ProcFiles = ["interrupts", "cmdline", "version"];
    private static readonly string[] DebugFiles = ["iommu_regset", "dmar_translation_struct", "ir_translation_struct"];

    /// <summary>Reads a folder.</summary>
    /// <exception cref="FirmwareFormatException">It does not exist, may not be read, or has too many files.</exception>
    public static FileTree Load(string folder)
    {
        var tree = new FileTree(DecodeLimits.FileBytes);
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(path))
            throw FirmwareFormatException.InFile(folder, "no such folder", "a folder of files");
        if (path is "/")
            LoadMachine(tree, "/sys", "sys/");
        else if (path is "/sys")
            LoadMachine(tree, "/sys", "");
        else
            LoadAll(tree, path, folder);
        return tree;
    }

    private static void LoadMachine(FileTree tree, string sys, string prefix)
    {
        LoadFunctions(tree, sys, prefix);
        foreach (string table in Entries($"{sys}/firmware/acpi/tables"))
        {
            if (!Directory.Exists(table))
                AddFile(tree, table, $"{prefix}firmware/acpi/tables/{Path.GetFileName(table)}");
        }
        foreach (string group in Entries($"{sys}/kernel/iommu_groups"))
        {
            foreach (string device in Entries($"{group}/devices"))
                AddLink(tree, device, prefix + device[(sys.Length + 1)..]);
        }
        foreach (string unit in Entries($"{sys}/class/iommu"))
        {
            string name = Path.GetFileName(unit);
            foreach (string kind in SysfsReader.IommuKinds)
            {
                foreach (string register in SysfsReader.IommuRegisters)
                    AddIfThere(tree, $"{unit}/{kind}/{register}", $"{prefix}class/iommu/{name}/{kind}/{register}");
            }
            tree.Add($"{prefix}class/iommu/{name}", new TreeEntry(TreeEntryKind.Folder, default, null));
        }
        LoadDebugfs(tree, sys, prefix);
        if (prefix.Length == 0)
            return;
        foreach (string file in ProcFiles)
            AddIfThere(tree, $"/proc/{file}", $"proc/{file}");
    }

    private static void LoadFunctions(FileTree tree, string sys, string prefix)
    {
        foreach (string link in Entries($"{sys}/bus/pci/devices"))
        {
            string real = Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? link;
            string inside = prefix + (real.StartsWith(sys + "/", StringComparison.Ordinal)
                ? real[(sys.Length + 1)..] : $"bus/pci/devices/{Path.GetFileName(link)}");
            foreach (string entry in Entries(real))
            {
                string name = Path.GetFileName(entry);
                if (SysfsReader.IsFunctionLink(name))
                    AddLink(tree, entry, $"{inside}/{name}");
                else if (SysfsReader.IsFunctionFile(name))
                    AddFile(tree, entry, $"{inside}/{name}");
            }
            foreach (string irq in Entries($"{real}/msi_irqs"))
                AddFile(tree, irq, $"{inside}/msi_irqs/{Path.GetFileName(irq)}");
        }
    }

    private static void LoadDebugfs(FileTree tree, string sys, string prefix)
    {
        string debug = $"{sys}/kernel/debug";
        try
        {
            if (!Directory.Exists(debug))
                return;
            _ = Directory.EnumerateFileSystemEntries(debug).FirstOrDefault();
        }
        catch (UnauthorizedAccessException)
        {
            tree.Add($"{prefix}kernel/debug", new TreeEntry(TreeEntryKind.Denied, default, null));
            return;
        }
        foreach (string folder in (string[])["irqs", "domains"])
        {
            foreach (string file in Entries($"{debug}/irq/{folder}"))
                AddFile(tree, file, $"{prefix}kernel/debug/irq/{folder}/{Path.GetFileName(file)}");
        }
        foreach (string file in DebugFiles)
            AddIfThere(tree, $"{debug}/iommu/intel/{file}", $"{prefix}kernel/debug/iommu/intel/{file}");
    }

    private static void LoadAll(FileTree tree, string root, string given)
    {
        var folders = new Stack<string>();
        folders.Push(root);
        while (folders.TryPop(out string? folder))
        {
            string inside = folder.Length == root.Length ? "" : folder[(root.Length + 1)..] + "/";
            List<FileSystemInfo> entries;
            try
            {
                entries = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()];
            }
            catch (UnauthorizedAccessException)
            {
                tree.Add(inside.Length == 0 ? "." : inside, new TreeEntry(TreeEntryKind.Denied, default, null));
                continue;
            }
            foreach (FileSystemInfo entry in entries)
            {
                if (tree.Count >= DecodeLimits.TreeEntries)
                    throw FirmwareFormatException.InFile(given, $"more than {DecodeLimits.TreeEntries} files", "fewer");
                string path = inside + entry.Name;
                if (entry.LinkTarget is { } target)
                    tree.Add(path, new TreeEntry(TreeEntryKind.Link, default, target));
                else if (entry is DirectoryInfo)
                    folders.Push(entry.FullName);
                else
                    AddRegular(tree, (FileInfo)entry, path);
            }
        }
    }

    private static void AddRegular(FileTree tree, FileInfo file, string path)
    {
        // A pipe or a device has no length; opening one could wait for ever.
        if (file.Length == 0)
            tree.Add(path, new TreeEntry(TreeEntryKind.File, default, null));
        else if (file.Length > DecodeLimits.FileBytes || file.Length > tree.BytesLeft || !TreeDecoder.IsWanted(path))
            tree.Add(path, new TreeEntry(TreeEntryKind.Unread, default, null));
        else
            AddFile(tree, file.FullName, path);
    }

    private static string[] Entries(string folder)
    {
        try
        {
            string[] entries = Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder) : [];
            Array.Sort(entries, StringComparer.Ordinal);
            return entries;
        }
        // A device can go while it is looked at.
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    private static void AddLink(FileTree tree, string path, string inside)
    {
        if (new FileInfo(path).LinkTarget is { } target)
            tree.Add(inside, new TreeEntry(TreeEntryKind.Link, default, target));
    }

    private static void AddIfThere(FileTree tree, string path, string inside)
    {
        if (File.Exists(path))
            AddFile(tree, path, inside);
    }

    private static void AddFile(FileTree tree, string path, string inside)
    {
        TreeEntry entry;
        try
        {
            entry = new TreeEntry(TreeEntryKind.File, ReadUpTo(path, DecodeLimits.FileBytes), null);
        }
        catch (UnauthorizedAccessException)
        {
            entry = new TreeEntry(TreeEntryKind.Denied, default, null);
        }
        // A device that went, or a register that cannot be read now.
        catch (IOException)
        {
            entry = new TreeEntry(TreeEntryKind.Unread, default, null);
        }
        tree.Add(inside, entry);
    }

    // Files of /sys and /proc do not know their length before they are read.
    private static byte[] ReadUpTo(string path, int most)
    {
        using FileStream file = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (int read; content.Length < most && (read = file.Read(buffer)) > 0;)
            content.Write(buffer, 0, read);
        return content.ToArray();
    }
}
