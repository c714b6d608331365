return await DiemCau.Server.CommandLine.CommandTree.RunAsync(args);
