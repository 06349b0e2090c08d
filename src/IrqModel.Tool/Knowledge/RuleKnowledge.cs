namespace IrqModel.Tool.Knowledge;

/// <summary>What somebody whose interrupts die wants to know about a broken rule.</summary>
/// <param name="Rule">The rule's identifier.</param>
/// <param name="InWords">What goes wrong, without the vocabulary of the DSL.</param>
/// <param name="Commit">The commit that mended it; null where no commit can.</param>
/// <param name="CommitTitle">The commit's title.</param>
/// <param name="FirstFixed">The first version with the commit.</param>
/// <param name="Workaround">What helps without it.</param>
/// <param name="SeeLive">How to see it on the machine; ADDRESS stands for a function.</param>
public sealed record RuleKnowledge(
    string Rule, string InWords, string? Commit, string? CommitTitle, string? FirstFixed, string Workaround, string SeeLive);
