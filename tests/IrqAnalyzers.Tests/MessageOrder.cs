using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ1004: the messages of a function are written before it may send.</summary>
public class MessageOrder
{
    [Theory]
    [InlineData("function.EnableMsi()")]
    [InlineData("function.UnmaskVectors()")]
    public Task What_lets_the_function_send_before_its_messages_are_written_is_wrong(string operation) => Model.ExpectAsync(
        Model.Driver($"function.ReserveVectors(1); {operation}; function.WriteMessages();"),
        "IRQ1004 definite any: " + operation);

    [Theory]
    [InlineData("function.ReserveVectors(1); function.WriteMessages(); function.EnableMsi(); function.RequestInterrupts();")]
    [InlineData("if (function.AllocateVectors(1) > 0) function.RequestInterrupts();")]
    [InlineData("function.EnableMsi();")]
    [InlineData("function.ReserveVectors(1); if (flag) function.WriteMessages(); else function.WriteMessages(); function.EnableMsi();")]
    [InlineData("function.ReserveVectors(1); do { function.WriteMessages(); } while (flag); function.EnableMsi();")]
    [InlineData("function.ReserveVectors(1); var same = function; same.WriteMessages(); function.EnableMsi();")]
    [InlineData("function.ReserveVectors(1); void Write() => function.WriteMessages(); Write(); function.EnableMsi();")]
    public Task Messages_that_are_written_first_or_by_somebody_unknown_are_right(string probe) => Model.ExpectAsync(Model.Driver(probe));

    [Theory]
    [InlineData("function.ReserveVectors(1); if (flag) function.WriteMessages(); function.EnableMsi();")]
    [InlineData("function.ReserveVectors(1); while (flag) function.WriteMessages(); function.EnableMsi();")]
    [InlineData("function.ReserveVectors(1); try { flag = int.Parse(\"1\") > 0; function.WriteMessages(); } catch (FormatException) { } function.EnableMsi();")]
    public Task Messages_that_are_written_on_some_paths_are_possibly_wrong(string probe) => Model.ExpectAsync(
        Model.Driver(probe), "IRQ1004 possible any: function.EnableMsi()");

    [Fact]
    public Task Vectors_that_are_reserved_again_have_no_messages() => Model.ExpectAsync(
        Model.Driver("function.AllocateVectors(1); function.FreeVectors(); function.ReserveVectors(2); function.EnableMsi();"),
        "IRQ1004 definite any: function.EnableMsi()");

    [Fact]
    public Task A_loop_that_enables_before_it_writes_is_wrong_in_its_first_round() => Model.ExpectAsync(
        Model.Driver("function.ReserveVectors(1); for (var i = 0; i < 2; i++) { function.EnableMsi(); function.WriteMessages(); }"),
        "IRQ1004 definite any: function.EnableMsi()");

    [Fact]
    public Task A_helper_that_enables_is_told_of_at_its_call() => Model.ExpectAsync(
        Model.Driver(
            "function.ReserveVectors(1); Start(function); function.WriteMessages(); Start(function);",
            "private static void Start<T>(T started) where T : PciFunction => started.EnableMsi();"),
        "IRQ1004 definite any: Start(function)");

    [Fact]
    public Task A_lambda_that_got_hold_of_the_function_may_have_written() => Model.ExpectAsync(
        Model.Driver("function.ReserveVectors(1); Action write = () => function.WriteMessages(); write(); function.EnableMsi();"));

    [Fact]
    public async Task Code_that_does_not_compile_is_analysed_all_the_same()
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Driver("function.ReserveVectors(1); Unknown(; function.EnableMsi();")));
        Assert.Equal(["IRQ1004"], found.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task The_message_names_what_writes_them()
    {
        var found = Assert.Single(await Model.AnalyzeAsync(Model.Compile(Model.Driver("function.ReserveVectors(1); function.EnableMsi();"))));
        Assert.Equal(
            "'EnableMsi' is called before the messages of 'function' are written. Call 'WriteMessages' first.", found.GetMessage());
    }
}
