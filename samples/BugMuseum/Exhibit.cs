using IrqModel;
using IrqModel.Engine;

namespace BugMuseum;

/// <summary>One real bug: the model of the system before its fix and after, on the same machine with the same events.</summary>
internal abstract class Exhibit
{
    /// <summary>The letter of its family, A to G or R, and a number in it, two digits, for instance <c>A01</c>.</summary>
    public abstract string Id { get; }

    /// <summary>
    /// The commit that made it right, or, where only that is known, the one that made it wrong. For a mistake that the kernel guards against and
    /// no commit had to repair, the invariant and the function that guards it. For a commit whose hash is not established, its year and subject.
    /// For a bug of another kernel, hypervisor or driver (family R), the address of the public report.
    /// </summary>
    public abstract string Commit { get; }

    /// <summary>Further commits about the same bug: what made it wrong, first attempts, follow-ups and reverts.</summary>
    public virtual IReadOnlyList<string> RelatedCommits => [];

    /// <summary>The bug in a line.</summary>
    public abstract string Title { get; }

    /// <summary>What went wrong, why, and what the fix did, in two or three sentences that name the kernel's functions.</summary>
    public abstract string Story { get; }

    /// <summary>
    /// The rules that the model before the fix breaks, each once. Empty for a bug of hardware's or the platform's making that no order of
    /// operations shows; <see cref="Story"/> then says so.
    /// </summary>
    public abstract IReadOnlyList<string> Rules { get; }

    /// <summary>The rules that the machine itself breaks, before the fix and after: software that is right has to live with it.</summary>
    public virtual IReadOnlyList<string> MachineRules => [];

    /// <summary>Whether functions send their interrupts at every step instead of at the end only.</summary>
    public virtual bool IsRestless => false;

    /// <summary>The machine.</summary>
    public abstract Machine BuildMachine();

    /// <summary>The system before the fix.</summary>
    public abstract Host Before(Machine machine);

    /// <summary>The system after the fix.</summary>
    public abstract Host After(Machine machine);

    /// <summary>What happens after boot.</summary>
    public virtual Flow Scenario(Host host) => Flow.Completed;

    /// <summary>What the hardware did, in a line, if it came to harm; <see langword="null"/> if everything arrived as it should.</summary>
    public virtual string? Damage(RunResult result) => Harm.In(result);
}
