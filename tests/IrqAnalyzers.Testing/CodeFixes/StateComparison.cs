using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares a project with the state that it must be in: every file's text, encoding, checksum, name and folders.</summary>
internal static class StateComparison
{
    public static async Task VerifyAsync(ProjectState expected, Project actual, IVerifier verifier, CancellationToken cancellationToken)
    {
        await VerifyAsync("sources", expected, expected.Sources, actual.Documents).ConfigureAwait(false);
        await VerifyAsync("additional files", expected, expected.AdditionalFiles, actual.AdditionalDocuments).ConfigureAwait(false);
        await VerifyAsync("analyzer config files", expected, expected.AnalyzerConfigFiles, actual.AnalyzerConfigDocuments)
            .ConfigureAwait(false);

        async Task VerifyAsync(string kind, ProjectState state, SourceFileCollection files, IEnumerable<TextDocument> documents)
        {
            var found = documents.ToList();
            verifier.Equal(
                files.Count,
                found.Count,
                $"The project '{state.Name}' should have {files.Count} {kind} but has {found.Count}: "
                + string.Join(", ", found.Select(document => document.FilePath ?? document.Name)));
            foreach (var ((path, text), document) in files.Zip(found))
            {
                var actualText = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                Verify(path, text, actualText);
                var (name, folders) = TestWorkspace.NameAndFolders(state.DefaultPrefix, path);
                verifier.Equal(name, document.Name, $"A file is called '{document.Name}' instead of '{name}'");
                verifier.SequenceEqual(
                    folders,
                    document.Folders,
                    message: $"'{path}' should be in the folder '{string.Join('/', folders)}' "
                        + $"but is in '{string.Join('/', document.Folders)}'");
            }
        }

        void Verify(string path, SourceText text, SourceText actualText)
        {
            verifier.EqualOrDiff(
                text.ToString(),
                actualText.ToString(),
                $"'{path}' has another text than expected ('-' expected, '+' actual):");
            verifier.Equal(
                text.Encoding,
                actualText.Encoding,
                $"'{path}' is encoded as '{actualText.Encoding?.WebName}' instead of '{text.Encoding?.WebName}'");
            verifier.Equal(
                text.ChecksumAlgorithm,
                actualText.ChecksumAlgorithm,
                $"'{path}' has a checksum by '{actualText.ChecksumAlgorithm}' instead of '{text.ChecksumAlgorithm}'");
        }
    }
}
