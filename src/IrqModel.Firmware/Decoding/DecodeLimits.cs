namespace IrqModel.Firmware;

/// <summary>How much is read, so that no input, however it is packed, takes more time or memory than a user has.</summary>
internal static class DecodeLimits
{
    /// <summary>The most bytes of a file that is no archive, and of a folder: what a user has unpacked.</summary>
    public const int FileBytes = 32 << 20;

    /// <summary>
    /// The most bytes that are read of everything that one input has packed: text takes 40 times its size while it is read.
    /// </summary>
    public const int PackedBytes = 4 << 20;

    /// <summary>The most bytes that one input is unpacked to. Most of a large archive is unpacked only to be skipped.</summary>
    public const long UnpackedBytes = 256 << 20;

    /// <summary>The most entries of one archive or folder.</summary>
    public const int TreeEntries = 50_000;

    /// <summary>The most bytes of the directory of a zip archive, which is read before any file is.</summary>
    public const int ZipDirectoryBytes = 2 << 20;

    /// <summary>The most inputs within inputs, e.g. a base64 text of a gzip of a tar.</summary>
    public const int Depth = 5;
}
