namespace SeedThread.Report;

/// <summary>One of the nine systems of the thread.</summary>
/// <param name="Id">S1 to S9.</param>
/// <param name="Title">What it is.</param>
/// <param name="Quote">What the thread says of it.</param>
/// <param name="Expected">What must come out, in a sentence.</param>
/// <param name="Runs">The runs that show it.</param>
public sealed record SeedSystem(string Id, string Title, string Quote, string Expected, SystemRun[] Runs);
