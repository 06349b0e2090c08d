namespace Packages.Tests;

/// <summary>A project from the template: the build underlines the bug, the run shows it, the fix repairs it.</summary>
public sealed class FreshFolderTests(FreshFolder fresh) : IClassFixture<FreshFolder>
{
    [Fact]
    public void The_build_succeeds_and_shows_one_squiggle_with_file_and_line()
    {
        Assert.True(fresh.Build.ExitCode == 0, fresh.Build.ToString());
        Assert.Matches(@"[/\\]Bringup[/\\]Bringup[/\\]ExampleNotifier\.cs\(10,33\): warning IRQ2001: ", Assert.Single(fresh.Build.Findings));
    }

    [Fact]
    public void The_run_shows_what_the_squiggle_means()
    {
        Assert.True(fresh.WrongRun.ExitCode == 1, fresh.WrongRun.ToString());
        Assert.Equal(2, fresh.WrongRun.Output.Split('\n').Count(line => line.StartsWith("nic VF", StringComparison.Ordinal) && line.TrimEnd().EndsWith("fault 0x25", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_model_tests_fail_and_explain_why()
    {
        Assert.True(fresh.WrongTests.ExitCode != 0, fresh.WrongTests.ToString());
        Assert.Contains("'nic VF 0' (0000:00:12.0)", fresh.WrongTests.Output, StringComparison.Ordinal);
        Assert.Contains("fault 0x25 (Blocked a compatibility format interrupt request)", fresh.WrongTests.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_warnaserror_the_build_fails()
    {
        Assert.True(fresh.Strict.ExitCode != 0, fresh.Strict.ToString());
        Assert.Contains("ExampleNotifier.cs(10,33): error IRQ2001: ", Assert.Single(fresh.Strict.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Verification_fails_where_format_would_change_something_and_names_the_finding()
    {
        Assert.True(fresh.Verify.ExitCode == 2, fresh.Verify.ToString());
        Assert.Contains("IRQ2001", Assert.Single(fresh.Verify.Findings), StringComparison.Ordinal);
        Assert.DoesNotContain("Warnings were encountered", fresh.Verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_repairs_the_model()
    {
        Assert.True(fresh.Format.ExitCode == 0, fresh.Format.ToString());
        Assert.True(fresh.FixedBuild.ExitCode == 0, fresh.FixedBuild.ToString());
        Assert.Empty(fresh.FixedBuild.Findings);
        Assert.True(fresh.VerifyAgain.ExitCode == 0, fresh.VerifyAgain.ToString());
    }

    [Fact]
    public void Every_interrupt_of_the_repaired_model_arrives()
    {
        Assert.True(fresh.FixedRun.ExitCode == 0, fresh.FixedRun.ToString());
        Assert.Equal(3, fresh.FixedRun.Output.Split('\n').Count(line => line.StartsWith("nic", StringComparison.Ordinal) && line.TrimEnd().EndsWith("arrives", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_model_tests_of_the_repaired_model_pass()
    {
        Assert.True(fresh.FixedTests.ExitCode == 0, fresh.FixedTests.ToString());
        Assert.Contains("succeeded: 5", fresh.FixedTests.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Contracts_of_ones_own_are_checked_and_those_in_the_file_are_relied_on()
    {
        Assert.True(fresh.Protocol.ExitCode == 0, fresh.Protocol.ToString());
        Assert.Matches(@"ExampleNotifier\.cs\(23,9\): warning IRQ1001: 'Route' ", Assert.Single(fresh.Protocol.Findings));
    }

    [Fact]
    public void The_template_for_net8_builds_and_shows_the_same_squiggle()
    {
        Assert.True(fresh.OldFramework.ExitCode == 0, fresh.OldFramework.ToString());
        Assert.Contains("ExampleNotifier.cs(10,33): warning IRQ2001: ", Assert.Single(fresh.OldFramework.Findings), StringComparison.Ordinal);
        Assert.Contains(Path.Combine("net8.0", "Older.dll"), fresh.OldFramework.Output, StringComparison.Ordinal);
    }
}
