namespace Editors.Tests;

/// <summary>A project of a user: it refers to the DSL and to the analyzers as built, and to no package.</summary>
/// <param name="Name">The name of the project and its folder.</param>
/// <param name="Files">Its files, each with name and text.</param>
internal sealed record ModelProject(string Name, IReadOnlyList<(string Name, string Text)> Files)
{
    /// <summary>The project file. The SDK's own analyzers are off, so that figures are about this project's.</summary>
    public string ToXml() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <EnableNETAnalyzers>false</EnableNETAnalyzers>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{Built("IrqModel.dll")}" />
            <Analyzer Include="{Built("IrqAnalyzers.dll")};{Built("IrqAnalyzers.CodeFixes.dll")}" />
          </ItemGroup>
        </Project>
        """;

    private static string Built(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        return File.Exists(path) ? path : throw new FileNotFoundException("The build of this test project should have copied the file here.", path);
    }
}
