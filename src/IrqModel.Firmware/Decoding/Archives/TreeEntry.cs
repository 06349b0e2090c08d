namespace IrqModel.Firmware;

/// <summary>A file, folder or link of a <see cref="FileTree"/>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">The bytes of a file that was read, otherwise empty.</param>
/// <param name="Target">Where a link leads, as the tree has it.</param>
internal readonly record struct TreeEntry(TreeEntryKind Kind, ReadOnlyMemory<byte> Content, string? Target);

/// <summary>What a <see cref="TreeEntry"/> is.</summary>
internal enum TreeEntryKind
{
    File,
    Folder,
    Link,

    /// <summary>A file or folder that the user may not read.</summary>
    Denied,

    /// <summary>A file that exists and was not read, because it is of no use or too large.</summary>
    Unread,
}
