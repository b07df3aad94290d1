"""What tests are made with: small workspaces, readers of files, and places."""
