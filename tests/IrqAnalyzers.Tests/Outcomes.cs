using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Helpers that tell in a tuple or a record how it went.</summary>
public class Outcomes
{
    private const string Types = """
        public sealed record Outcome(bool Ok, string? Why = null)
        {
            public static readonly Outcome Failed = new(false);
            public static Outcome Failure(string why) => new(false, why);
        }
        public enum Errno { Ok = 0, Busy = -16 }
        public readonly record struct Result<T>(Errno Error, T? Value)
        {
            public bool IsOk => Error == Errno.Ok;
            public bool HasFailed => Error is not Errno.Ok;
            public static Result<T> Of(T value) => new(Errno.Ok, value);
            public static Result<T> Fail(Errno error) => new(error, default);
        }
        public sealed class Answer { public bool Ok { get; init; } public int Code { get; init; } }
        """;

    [Theory]
    [InlineData("(bool Ok, string? Why)", "return (false, \"why\");", "return (true, null);", "var (ok, why) = Prepare(function); if (!ok) return;")]
    [InlineData("(bool Ok, string? Why)", "return (false, \"why\");", "return (true, null);", "var result = Prepare(function); if (flag) return; if (!result.Ok) return;")]
    [InlineData("(bool Ok, string? Why)", "return (false, \"why\");", "return (true, null);", "if (Prepare(function) is not (true, _)) return;")]
    [InlineData("(int Code, PciFunction F)", "return (-22, f);", "return (0, f);", "var (code, same) = Prepare(function); if (code < 0) return;")]
    [InlineData("Outcome", "return new Outcome(false);", "return new(true);", "var result = Prepare(function); if (!result.Ok) return;")]
    [InlineData("Outcome", "if (flag) return new(false, \"one\"); return Outcome.Failure(\"why\");", "return new(true);", "var (ok, why) = Prepare(function); if (!ok) return;")]
    [InlineData("Outcome", "return Outcome.Failure(\"why\");", "return new(true);", "if (Prepare(function) is { Ok: false }) return;")]
    [InlineData("Result<int>", "return Result<int>.Fail(Errno.Busy);", "return Result<int>.Of(4);", "var result = Prepare(function); if (!result.IsOk) return;")]
    [InlineData("Result<int>", "return Result<int>.Fail(Errno.Busy);", "return Result<int>.Of(4);", "var result = Prepare(function); if (result.HasFailed) return;")]
    [InlineData("Answer", "return new Answer { Ok = false, Code = 3 };", "return new Answer { Ok = true };", "var result = Prepare(function); if (result.Code != 0) return;")]
    public Task What_it_tells_decides(string type, string failure, string success, string test) => Model.ExpectAsync(Program(type, failure, success, test));

    [Theory]
    [InlineData("(bool Ok, string? Why)", "return (false, \"why\");", "return (true, null);", "var (ok, why) = Prepare(function); if (ok) return;")]
    [InlineData("Outcome", "return Outcome.Failure(\"why\");", "return new(true);", "var result = Prepare(function); if (result.Ok) return;")]
    [InlineData("Result<int>", "return Result<int>.Fail(Errno.Busy);", "return Result<int>.Of(4);", "var result = Prepare(function); if (result.IsOk) return;")]
    public Task And_decides_the_other_way_too(string type, string failure, string success, string test) =>
        Model.ExpectAsync(Program(type, failure, success, test), "IRQ1001 definite physical: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("(bool Ok, string? Why)", "return Elsewhere.Tuple();", "return (true, null);", "var (ok, why) = Prepare(function); if (!ok) return;")]
    [InlineData("Outcome", "return Outcome.Failed;", "return new(true);", "var result = Prepare(function); if (!result.Ok) return;")]
    [InlineData("Outcome", "return Elsewhere.Outcome;", "return new(true);", "var result = Prepare(function); if (!result.Ok) return;")]
    public Task Of_what_is_told_where_nobody_looks_nothing_is_sure(string type, string failure, string success, string test) =>
        Model.ExpectAsync(Program(type, failure, success, test), "IRQ1001 possible physical: function.AssignMsiDomain(null)");

    private static string Program(string type, string failure, string success, string test) =>
        Model.Host(
            $"if (function.IsVirtual) return; {test} function.AssignMsiDomain(null); await Flow.Completed;",
            $$"""private {{type}} Prepare(PciFunction f) { if (f.MsixTableSize == 0) { {{failure}} } iommu.Register(f); {{success}} }""")
        + Types + "public abstract class Elsewhere { public static Outcome Outcome { get; set; } = new(false); public static (bool, string?) Tuple() => The!.Make(); public static Elsewhere? The; protected abstract (bool, string?) Make(); }";
}
