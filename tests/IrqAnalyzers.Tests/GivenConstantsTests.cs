using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>A branch of a private helper that no caller can take, because all of them pass constants.</summary>
public class GivenConstantsTests
{
    private const string Helper = """
        private enum Stage { Early, Late, Last }
        private void Place(PciFunction f, Stage stage)
        {
            if (stage == Stage.Early) f.AssignMsiDomain(null);
            iommu.Register(f);
        }
        """;

    [Theory]
    [InlineData("Place(function, Stage.Late);")]
    [InlineData("Place(function, Stage.Late); Place(function, Stage.Last);")]
    [InlineData("Place(stage: Stage.Last, f: function);")]
    [InlineData("Forward(function, Stage.Late);")]
    [InlineData("Forward(function, Stage.Late); Forward(function, Stage.Last);")]
    [InlineData("for (var round = 0; round < 2; round++) Place(function, Stage.Late);")]
    [InlineData("void Later() { Place(function, Stage.Last); } Later();")]
    public Task What_no_caller_passes_takes_no_branch(string calls) => Model.ExpectAsync(
        Model.Host(calls, Helper + "private void Forward(PciFunction f, Stage stage) => Place(f, stage);"));

    [Theory]
    [InlineData("Place(function, Stage.Early);", "IRQ1001 definite any: Place(function, Stage.Early)")]
    [InlineData("Other(function, Stage.Early); Place(function, Stage.Late);", "IRQ1001 definite any: Other(function, Stage.Early)")]
    [InlineData("Forward(function, Stage.Early);", "IRQ1001 definite any: Forward(function, Stage.Early)")]
    public Task What_a_caller_passes_takes_its_branch(string calls, string finding) => Model.ExpectAsync(
        Model.Host(
            calls,
            Helper + """
                private void Other(PciFunction f, Stage stage) => Place(f, stage);
                private void Forward(PciFunction f, Stage stage) { if (stage != Stage.Last) Place(f, stage); }
                """),
        finding);

    [Theory]
    [InlineData("Use(function, Stage.Late);")]
    [InlineData("Use(function, Stage.Late); Use(function, Stage.Last);")]
    public Task A_helper_is_right_if_no_caller_passes_what_is_wrong(string calls) => Model.ExpectAsync(Model.Host(calls, Wrong("private")));

    [Theory]
    [InlineData("private", "Use(function, Stage.Late); Use(function, Stage.Early);")]
    [InlineData("private", "Use(function, Choose());")]
    [InlineData("private", "Use(function, flag ? Stage.Late : Stage.Last);")]
    [InlineData("private", "Action<PciFunction, Stage> use = Use; use(function, Stage.Late);")]
    [InlineData("internal", "Use(function, Stage.Late);")]
    [InlineData("private", "var stage = Stage.Late; stage = Choose(); Use(function, stage);")]
    public Task A_helper_is_wrong_on_its_own_if_some_caller_may_pass_it(string access, string calls) =>
        Model.ExpectAsync(Model.Host(calls, Wrong(access)), "IRQ1001 definite any: f.AssignMsiDomain(null)");

    [Theory]
    [InlineData("bool drop = false", "drop")]
    [InlineData("string mode", "mode == \"drop\"", "\"keep\"", "\"log\"")]
    [InlineData("string mode", "mode is \"drop\" or \"leave\"", "\"keep\"", "\"log\"")]
    [InlineData("int count", "count > 8", "2", "4")]
    [InlineData("int count", "count == 3", "2", "4")]
    public Task Flags_texts_and_numbers_are_followed(string parameter, string test, params string[] arguments) => Model.ExpectAsync(
        Model.Host(
            arguments.Length == 0 ? "Use(function);" : string.Concat(arguments.Select(argument => $"Use(function, {argument});")),
            $$"""
            private void Use(PciFunction f, {{parameter}})
            {
                iommu.Register(f);
                if ({{test}})
                {
                    iommu.Unregister(f);
                    f.AssignMsiDomain(null);
                }
            }
            """));

    [Fact]
    public Task A_parameter_that_is_assigned_hands_on_what_it_was_assigned() => Model.ExpectAsync(
        Model.Host("Forward(function, Stage.Late);", Wrong("private") + "private void Forward(PciFunction f, Stage stage) { stage = Choose(); Use(f, stage); }"),
        "IRQ1001 definite any: f.AssignMsiDomain(null)");

    private static string Wrong(string access) => $$"""
        public enum Stage { Early, Late, Last }
        private Stage Choose() => Enum.Parse<Stage>(Console.ReadLine()!);
        {{access}} void Use(PciFunction f, Stage stage)
        {
            iommu.Register(f);
            if (stage != Stage.Early) return;
            iommu.Unregister(f);
            f.AssignMsiDomain(null);
        }
        """;
}
