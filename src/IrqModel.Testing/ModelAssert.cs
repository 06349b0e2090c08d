using IrqModel.Engine;

namespace IrqModel.Testing;

/// <summary>What tests of models assert about a run. Each method throws <see cref="ModelAssertException"/> if it does not hold.</summary>
public static class ModelAssert
{
    /// <summary>Every function with a driver has vectors, and each of its interrupts reaches its handler. At least one function has a driver.</summary>
    /// <param name="result">The run.</param>
    /// <exception cref="ModelAssertException">An interrupt does not arrive, a bound function has no vectors, or no function has a driver.</exception>
    public static void InterruptsArrive(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var bound = result.Functions.Where(function => function.Driver is not null).ToList();
        if (bound.Count == 0) throw Failure("No function has a driver, so no interrupt could arrive.", result);
        var silent = bound.Where(function => !function.Delivers).ToList();
        if (silent.Count > 0) throw Failure($"Interrupts of {string.Join(", ", silent.Select(Explanation.NameOf))} do not arrive.", result);
    }

    /// <summary>A function has vectors, and each of its interrupts reaches its handler.</summary>
    /// <param name="result">The run.</param>
    /// <param name="address">The function's address, as in <c>00:02.0</c>.</param>
    /// <exception cref="ModelAssertException">An interrupt does not arrive, or the function has no vectors, or is not in the system.</exception>
    public static void InterruptsArrive(RunResult result, string address)
    {
        var function = Find(result, address);
        if (!function.Delivers) throw Failure($"Interrupts of {Explanation.NameOf(function)} do not arrive.", result);
    }

    /// <summary>A function has vectors, and each of its interrupts is refused by a remapping unit for the same reason.</summary>
    /// <param name="result">The run.</param>
    /// <param name="address">The function's address, as in <c>00:02.0</c>.</param>
    /// <param name="fault">The reason, for instance <see cref="FaultReason.CompatibilityBlocked"/> (0x25).</param>
    /// <exception cref="ModelAssertException">An interrupt arrives or ends in another way, or the function has no vectors, or is not in the system.</exception>
    public static void IsBlocked(RunResult result, string address, FaultReason fault)
    {
        var function = Find(result, address);
        if (function.Interrupts.IsEmpty || function.Interrupts.Any(interrupt => interrupt.Outcome != DeliveryOutcome.Blocked || interrupt.Fault != fault))
            throw Failure($"Interrupts of {Explanation.NameOf(function)} should be blocked with {Explanation.Of(fault)}.", result);
    }

    /// <summary>No rule was broken.</summary>
    /// <param name="result">The run.</param>
    /// <exception cref="ModelAssertException">A rule was broken.</exception>
    public static void NoFindings(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.Findings.IsEmpty) throw Failure("Rules were broken.", result);
    }

    /// <summary>A rule was broken.</summary>
    /// <param name="result">The run.</param>
    /// <param name="rule">The rule, as in <c>IRQ2001</c>.</param>
    /// <returns>The first such finding, for further assertions about its place.</returns>
    /// <exception cref="ModelAssertException">The rule was not broken.</exception>
    public static Finding Finds(RunResult result, string rule)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(rule);
        return result.Findings.FirstOrDefault(finding => finding.Key.Rule == rule) ?? throw Failure($"{rule} should be found.", result);
    }

    /// <summary>Software can still free every vector and table entry that it allocated.</summary>
    /// <param name="result">The run.</param>
    /// <exception cref="ModelAssertException">Something was lost.</exception>
    public static void NoLeaks(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.Leaks.IsEmpty) throw Failure("Vectors or table entries were lost.", result);
    }

    /// <summary>Every interrupt that was sent in the middle of the run reached its handler.</summary>
    /// <param name="result">A run with <see cref="RunOptions.RestlessFunctions"/>.</param>
    /// <exception cref="ModelAssertException">An interrupt went astray.</exception>
    public static void NoStrays(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.Strays.IsEmpty) throw Failure("Interrupts went astray in the middle of the run.", result);
    }

    private static FunctionReport Find(RunResult result, string address)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(address);
        var wanted = Bdf.Parse(address);
        return result.Functions.FirstOrDefault(function => function.Address == wanted) ?? throw Failure($"{wanted} is not in the system.", result);
    }

    private static ModelAssertException Failure(string summary, RunResult result) => new(summary + Environment.NewLine + Explanation.Of(result));
}
