namespace IrqAnalyzers.Testing.Tests;

/// <summary>Runs what must fail.</summary>
internal static class Failing
{
    /// <summary>The text of the failure.</summary>
    public static async Task<string> TextAsync(Func<Task> test)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(test);
        return failure.Message;
    }

    /// <summary>Checks that the test fails and that its text has all of these parts.</summary>
    public static async Task WithAsync(Func<Task> test, params string[] parts)
    {
        var text = await TextAsync(test);
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }
}
