using Xunit;

namespace IrqAnalyzers.Tests.Shared;

/// <summary>Figures that a test takes: in the test's output, and where they outlive the run, because runners show the output of failed tests only.</summary>
internal static class Figures
{
    /// <summary>Writes figures to the test's output and to <c>artifacts/figures</c> in the checkout.</summary>
    /// <param name="output">The test's output.</param>
    /// <param name="name">The name of the file, without folder and extension.</param>
    /// <param name="text">The figures.</param>
    public static void Keep(ITestOutputHelper output, string name, string text)
    {
        output.WriteLine(text);
        var folder = Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "figures"));
        File.WriteAllText(Path.Combine(folder.FullName, name + ".txt"), text.TrimEnd() + Environment.NewLine);
    }
}
