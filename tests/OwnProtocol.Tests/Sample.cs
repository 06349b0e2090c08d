namespace OwnProtocol.Tests;

/// <summary>The sources of the sample.</summary>
internal static class Sample
{
    private static string Folder => Path.Combine(Checkout.Root, "samples", "OwnProtocol");

    /// <summary>The source files but the program, in a stable order.</summary>
    public static IReadOnlyList<(string File, string Text)> Sources { get; } =
    [
        .. new[] { "Protocol", "Right", "Wrong" }.SelectMany(part => Directory.GetFiles(Path.Combine(Folder, part), "*.cs")).Append(Path.Combine(Folder, "Orders.cs"))
            .Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file))),
    ];

    public static bool IsWrong(string file) => Path.GetFileName(Path.GetDirectoryName(file)) == "Wrong";
}
