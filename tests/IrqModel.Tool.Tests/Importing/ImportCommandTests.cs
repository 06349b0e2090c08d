using IrqModel.Tool.Json;

namespace IrqModel.Tool.Tests.Importing;

/// <summary><c>irqmodel import</c> as a user runs it.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("irqmodel").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Inputs()
    {
        var (table, listing) = (Path.Combine(folder, "DMAR"), Path.Combine(folder, "lspci.txt"));
        File.WriteAllBytes(table, Reference.Table());
        File.WriteAllText(listing, Reference.Listing);
        return [table, listing];
    }

    [Fact]
    public void A_machine_becomes_CSharp_on_standard_output_and_its_notes_go_to_the_error_stream()
    {
        var run = Cli.Run(["import", .. Inputs(), "--class", "MyServer", "--name", "my server"]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("// Imported from DMAR, lspci.txt by irqmodel ", run.Output, StringComparison.Ordinal);
        Assert.Contains("public static class MyServer\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("new Machine(\"my server\")", run.Output, StringComparison.Ordinal);
        Assert.Contains("sriov: new SriovCapability(TotalVfs: 8, FirstVfOffset: 128, VfStride: 2, VfMsixVectors: 3)", run.Output,
            StringComparison.Ordinal);
        Assert.Contains("note: the number of processors is not shown; 4 are assumed\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_goes_to_a_file_and_back_again_unchanged()
    {
        var (first, second) = (Path.Combine(folder, "first.json"), Path.Combine(folder, "second.json"));
        Assert.Equal(0, Cli.Run(["import", .. Inputs(), "--json", first]).ExitCode);
        Assert.Equal(0, Cli.Run("import", first, "--json", second).ExitCode);

        Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
        Assert.Equal(2, ToolJson.ReadMachine(File.ReadAllText(first), first).Functions.Single(
            function => function.Address == Bdf.Parse("17:00.1")).Sriov!.Enabled);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void CSharp_is_compiled_and_run_and_gives_the_same_machine()
    {
        var (json, code) = (Path.Combine(folder, "machine.json"), Path.Combine(folder, "Machine.cs"));
        Assert.Equal(0, Cli.Run(["import", .. Inputs(), "--json", json, "--csharp", code]).ExitCode);
        var run = Cli.Run("import", code, "--json", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            MachineSourceTests.Written(ToolJson.ReadMachine(File.ReadAllText(json), json)),
            MachineSourceTests.Written(ToolJson.ReadMachine(run.Output, "output")));
    }

    [Theory]
    [InlineData("nothing in the input was recognised", "-")]
    [InlineData("--class my server: not a name of a C# class", "-", "--class", "my server")]
    [InlineData("--state 0: expected 1 or more", "-", "--state", "0")]
    [InlineData("missing.json: there is no such file", "missing.json")]
    public void A_wrong_input_is_one_line_on_stderr_and_exit_code_2(string expected, params string[] args)
    {
        var run = Cli.RunWith("Dear list,\n", ["import", .. args]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_machine_that_no_hardware_can_have_is_refused_by_the_name_of_its_file()
    {
        var path = Path.Combine(folder, "machine.json");
        File.WriteAllText(path, """{"name":"m","rootBuses":[{"bus":"0000:00"}],"functions":[{"address":"0000:00:02.0"},{"address":"0000:00:02.0"}]}""");
        var run = Cli.Run("import", path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("machine.json: 0000:00:02.0 is already taken", run.Error, StringComparison.Ordinal);
    }
}
