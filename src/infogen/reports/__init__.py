"""Reports: what people read about a build: findings, changes, sources, deadlines, lists."""
