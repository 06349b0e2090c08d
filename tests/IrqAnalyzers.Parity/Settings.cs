using System.Globalization;

namespace IrqAnalyzers.Parity;

/// <summary>Numbers from the environment.</summary>
internal static class Settings
{
    public static int Of(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
